select json_build_object(
  'sailings', json_build_object('totalCount', (select count(*) from sailing where departs_at >= '2025-06-01 00:00:00+00' and departs_at < '2025-06-02 00:00:00+00')),
  'weatherReadings', json_build_object('totalCount', (select count(*) from weather_reading where observed_at < timestamp '2025-01-15 12:00')),
  'ports', json_build_object('totalCount', (select count(*) from port where office_opens_at <= time '07:30')),
  'employees', json_build_object('totalCount', (select count(*) from employee where hired_on > date '2015-12-31')))
