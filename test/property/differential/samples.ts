import type { ViewFacts } from './model.js';

export interface Sample {
  readonly name: string;
  /** SQL after the sample's own: what is left out, so that an operation reads few rows. */
  readonly changes: readonly string[];
  readonly facts: ViewFacts;
}

export const demo: Sample = {
  name: 'demo',
  changes: [
    `delete from boarding where booking_id % 8 > 0;
     delete from ticket where booking_id % 8 > 0;
     delete from booking where booking_id % 8 > 0;
     delete from review where review_id % 4 > 0;
     delete from crew_assignment where sailing_id % 5 > 0;
     delete from weather_reading where extract(doy from observed_at)::int % 9 > 0;
     delete from payslip where payslip_id % 6 > 0;
     delete from sailing where sailing_id % 3 > 0 and not exists (select from booking where booking.sailing_id = sailing.sailing_id)
       and not exists (select from review where review.sailing_id = sailing.sailing_id)
       and not exists (select from crew_assignment where crew_assignment.sailing_id = sailing.sailing_id);
     refresh materialized view route_month;`,
  ],
  facts: {
    primaryKeys: {
      active_employee: ['employee_id'],
      departure_board: ['sailing_id'],
      route_month: ['route_id', 'month'],
    },
    foreignKeys: [
      one('active_employee', 'reports_to', 'employee', 'employee_id'),
      one('active_employee', 'port_id', 'port'),
      one('departure_board', 'route_id', 'route'),
      one('departure_board', 'vessel_id', 'vessel'),
      one('route_month', 'route_id', 'route'),
    ],
    computed: {
      employee: { full_name: 'text' },
      sailing: { delay: 'interval', tickets_sold: 'int8' },
    },
    omitted: [],
  },
};

export const kitchenSink: Sample = {
  name: 'kitchen-sink',
  changes: [],
  facts: {
    primaryKeys: {
      open_account: ['account_id'],
      open_account_email: ['account_id'],
      open_shipment: ['shipment_id'],
      // Others inherit from it.
      vehicle: [],
    },
    foreignKeys: [one('open_shipment', 'state', 'shipment_state', 'code')],
    computed: { city: { full_name: 'text', population_range: 'int8range' } },
    // Of more than one dimension, which no list can show.
    omitted: ['every_type.matrix'],
  },
};

function one(table: string, column: string, target: string, targetColumn = column): ViewFacts['foreignKeys'][number] {
  return { table, columns: [column], target, targetColumns: [targetColumn], isUnique: false };
}
