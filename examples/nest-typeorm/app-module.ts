import { type DynamicModule, Module } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ClsPluginTransactional, TransactionHost } from '@nestjs-cls/transactional';
import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsModule } from 'nestjs-cls';
import { PillionModule } from 'pillion/nest';
import { DataSource } from 'typeorm';
import { DatabaseModule } from './database-module.js';
import { DeskController } from './desk-controller.js';
import { DeskResolver } from './desk-resolver.js';
import { lendFrom, type Transactions } from './lend-connection.js';
import { SessionModule } from './session-module.js';
import { Sessions } from './sessions.js';
import { TicketService } from './ticket-service.js';
import type { Visitor } from './visitor.js';
import { whoSeesWhat } from './who-sees-what.js';

@Module({})
export class AppModule {
  static at(url: string): DynamicModule {
    const database = DatabaseModule.at(url);
    const adapter = new TransactionalAdapterTypeOrm({ dataSourceToken: DataSource });
    return {
      module: AppModule,
      imports: [
        database,
        SessionModule,
        ClsModule.forRoot({
          global: true,
          middleware: { mount: true },
          plugins: [new ClsPluginTransactional({ imports: [database], adapter })],
        }),
        PillionModule.forRootAsync<Visitor | undefined>({
          imports: [database, SessionModule],
          inject: [DataSource, TransactionHost, Sessions, ModuleRef],
          useFactory: (
            dataSource: DataSource,
            transactions: Transactions,
            sessions: Sessions,
            moduleRef: ModuleRef,
          ) => ({
            gateway: {
              withConnection: lendFrom(dataSource, transactions),
              ...whoSeesWhat,
              extension: {
                resolvers: [DeskResolver],
                container: { get: (type) => moduleRef.get(type, { strict: false }) },
              },
            },
            context: ({ req }) => sessions.loggedIn(req),
          }),
        }),
      ],
      controllers: [DeskController],
      providers: [TicketService, DeskResolver],
    };
  }
}
