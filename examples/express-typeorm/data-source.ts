import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Booking, Workshop } from './entities.js';

/** TypeORM as the app uses it; on an empty database it makes the tables and two workshops. */
export async function connect(url: string): Promise<DataSource> {
  const dataSource = new DataSource({ type: 'postgres', url, entities: [Workshop, Booking], synchronize: true });
  await dataSource.initialize();
  const workshops = dataSource.getRepository(Workshop);
  if ((await workshops.count()) === 0) {
    await workshops.save([
      { title: 'First bowl', startsAt: new Date('2026-03-05T18:00:00Z'), seats: 8 },
      { title: 'Glazing night', startsAt: new Date('2026-03-12T18:30:00Z'), seats: 12 },
    ]);
  }
  return dataSource;
}
