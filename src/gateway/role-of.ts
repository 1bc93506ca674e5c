import { PillionError } from '../errors/pillion-error.js';
import type { GatewaySettings } from './gateway-settings.js';

/**
 * The role that the option `role` gives for a request.
 * @throws PillionError `CONFIGURATION` for what is neither a name nor null; whatever the host's function throws.
 */
export function roleOf<Context>({ role }: Pick<GatewaySettings<Context>, 'role'>, context: Context): string | null {
  const given: unknown = role?.(context);
  if (given === null || (typeof given === 'string' && given !== '')) return given;
  throw new PillionError(
    'CONFIGURATION',
    'The option "role" has to give the name of a role, or null for the schema of the role that reflected the database.',
  );
}
