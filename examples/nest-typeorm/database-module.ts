import 'reflect-metadata';
import { type DynamicModule, Inject, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Account, Message, Ticket } from './entities.js';
import { hashPassword } from './passwords.js';
import { sampleRows, schema } from './schema.js';

/** TypeORM as the app uses it. */
@Module({})
export class DatabaseModule {
  static at(url: string): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [{ provide: DataSource, useFactory: () => connect(url) }],
      exports: [DataSource],
    };
  }

  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}

/** On an empty database it makes the tables and the sample rows. */
async function connect(url: string): Promise<DataSource> {
  const dataSource = new DataSource({ type: 'postgres', url, entities: [Account, Ticket, Message] });
  await dataSource.initialize();
  const [{ found }] = await dataSource.query<[{ found: string | null }]>(`select to_regclass('ticket') as found`);
  if (found === null) {
    await dataSource.transaction(async (manager) => {
      await manager.query(schema);
      const hash = await hashPassword('teapot');
      for (const [index, text] of sampleRows.entries()) await manager.query(text, index === 0 ? [hash] : []);
    });
  }
  return dataSource;
}
