import {
  Body,
  Controller,
  ForbiddenException,
  Get,
  Header,
  Inject,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Redirect,
  Req,
  Res,
  UnauthorizedException,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import { Account } from './entities.js';
import { homePage, loginPage } from './pages.js';
import { isPassword } from './passwords.js';
import { Sessions } from './sessions.js';
import { DryRun, isForbidden, type Reply, TicketService } from './ticket-service.js';
import type { Visitor } from './visitor.js';

@Controller()
export class DeskController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(TicketService) private readonly tickets: TicketService,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  home(@Req() request: Request): string {
    const visitor = this.sessions.visitorOf(request);
    return visitor === undefined ? loginPage() : homePage(visitor);
  }

  @Post('login')
  async login(@Body() { email, password }: Credentials, @Res() response: Response): Promise<void> {
    const visitor = await this.#visitorOf(String(email), String(password));
    if (visitor === undefined) {
      response.status(401).type('html').send(loginPage('That is not the password.'));
      return;
    }
    response.setHeader('set-cookie', this.sessions.open(visitor)).redirect(303, '/');
  }

  @Post('logout')
  @Redirect('/', 303)
  logout(@Req() request: Request): void {
    this.sessions.close(request);
  }

  /** `?dryRun=true` rolls back: the caller sees what would be. */
  @Post('tickets/:ticketId/messages')
  async reply(
    @Req() request: Request,
    @Param('ticketId', ParseIntPipe) ticketId: number,
    @Query('dryRun') dryRun: string | undefined,
    @Body() reply: Reply,
  ): Promise<unknown> {
    const visitor = this.sessions.visitorOf(request);
    if (visitor === undefined) throw new UnauthorizedException();
    try {
      return await this.tickets.reply(visitor, ticketId, reply, dryRun === 'true');
    } catch (error) {
      if (error instanceof DryRun) return error.answer;
      if (isForbidden(error)) throw new ForbiddenException();
      throw error;
    }
  }

  async #visitorOf(email: string, password: string): Promise<Visitor | undefined> {
    const account = await this.dataSource
      .getRepository(Account)
      .createQueryBuilder('account')
      .addSelect('account.passwordHash')
      .where({ email })
      .getOne();
    if (account === null || !(await isPassword(password, account.passwordHash))) return undefined;
    const { accountId, name, role } = account;
    return { accountId, name, role };
  }
}

interface Credentials {
  readonly email?: unknown;
  readonly password?: unknown;
}
