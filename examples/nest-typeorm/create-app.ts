import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { AppModule } from './app-module.js';
import { Sessions } from './sessions.js';

export async function createApp(url: string): Promise<INestApplication> {
  const app = await NestFactory.create(AppModule.at(url), { logger: ['error', 'warn'], forceCloseConnections: true });
  const sessions = app.get(Sessions);
  // GraphQL is served as middleware, so what guards it is middleware before it.
  app.use('/graphql', (request: Request, response: Response, next: NextFunction) => {
    if (sessions.visitorOf(request) !== undefined) next();
    else if (request.accepts(['json', 'html']) === 'html') response.redirect('/');
    else response.status(401).json({ errors: [{ message: 'Log in first.' }] });
  });
  return app;
}
