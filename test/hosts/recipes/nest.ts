import 'reflect-metadata';
import { type DynamicModule, Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClsPluginTransactional, Transactional, TransactionHost } from '@nestjs-cls/transactional';
import { TransactionalAdapterTypeOrm } from '@nestjs-cls/transactional-adapter-typeorm';
import { ClsModule, ClsService } from 'nestjs-cls';
import { DataSource, type EntityManager } from 'typeorm';
import type { OpenHost } from './open-host.js';
import { lendFrom } from './typeorm.js';

type Transactions = TransactionHost<TransactionalAdapterTypeOrm>;

/** NestJS: what a method with `@Transactional()` has open, found by nestjs-cls, which knows the request. */
export async function nestHost(url: string): Promise<OpenHost> {
  const app = await NestFactory.createApplicationContext(appModule(url), { logger: false });
  const dataSource = app.get(DataSource);
  const transactions = app.get<Transactions>(TransactionHost);
  const [cls, service] = [app.get(ClsService), app.get(ItemService)];
  return {
    withConnection: lendFrom(dataSource, () => (transactions.isTransactionActive() ? transactions.tx : undefined)),
    // The middleware of ClsModule does this for each request.
    transaction: (work) =>
      cls.run(() => service.inTransaction((manager) => work(manager, (sql) => manager.query<unknown[]>(sql)))),
    close: () => app.close(),
  };
}

@Injectable()
class ItemService {
  constructor(@Inject(TransactionHost) private readonly transactions: Transactions) {}

  @Transactional()
  inTransaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return work(this.transactions.tx);
  }
}

@Module({})
class DatabaseModule {
  static at(url: string): DynamicModule {
    const dataSource = {
      provide: DataSource,
      useFactory: () => new DataSource({ type: 'postgres', url }).initialize(),
    };
    return { module: DatabaseModule, providers: [dataSource], exports: [DataSource] };
  }

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onModuleDestroy(): Promise<void> {
    await this.dataSource.destroy();
  }
}

@Module({})
class AppModule {}

function appModule(url: string): DynamicModule {
  const database = DatabaseModule.at(url);
  const adapter = new TransactionalAdapterTypeOrm({ dataSourceToken: DataSource });
  const plugins = [new ClsPluginTransactional({ imports: [database], adapter })];
  return {
    module: AppModule,
    imports: [database, ClsModule.forRoot({ global: true, plugins })],
    providers: [ItemService],
  };
}
