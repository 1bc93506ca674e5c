import { bigIntScalar } from '../typesystem/scalars/big-int.js';
import { bitStringScalar } from '../typesystem/scalars/bit-string.js';
import { bytesScalar } from '../typesystem/scalars/bytes.js';
import { cidrScalar } from '../typesystem/scalars/cidr.js';
import { dateTimeScalar } from '../typesystem/scalars/date-time.js';
import { dateScalar } from '../typesystem/scalars/date.js';
import { decimalScalar } from '../typesystem/scalars/decimal.js';
import { inetScalar } from '../typesystem/scalars/inet.js';
import { intervalScalar } from '../typesystem/scalars/interval.js';
import { jsonScalar } from '../typesystem/scalars/json.js';
import { localDateTimeScalar } from '../typesystem/scalars/local-date-time.js';
import { macAddrScalar } from '../typesystem/scalars/mac-addr.js';
import { timeTzScalar } from '../typesystem/scalars/time-tz.js';
import { timeScalar } from '../typesystem/scalars/time.js';
import { uuidScalar } from '../typesystem/scalars/uuid.js';

/**
 * The scalars of the reflected schema, for `@Field(() => scalars.Decimal)`. Their values are strings, those of `JSON`
 * any JSON value.
 */
export const scalars = {
  BigInt: bigIntScalar,
  BitString: bitStringScalar,
  Bytes: bytesScalar,
  Cidr: cidrScalar,
  Date: dateScalar,
  DateTime: dateTimeScalar,
  Decimal: decimalScalar,
  Inet: inetScalar,
  Interval: intervalScalar,
  JSON: jsonScalar,
  LocalDateTime: localDateTimeScalar,
  MacAddr: macAddrScalar,
  Time: timeScalar,
  TimeTz: timeTzScalar,
  UUID: uuidScalar,
} as const;
