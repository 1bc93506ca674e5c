import { PillionError } from '../errors/pillion-error.js';
import type { ReloadTrigger } from './reload-trigger.js';

export interface ReloadSettings {
  /** Milliseconds; undefined for never. */
  readonly reloadEvery: number | undefined;
  readonly reloadOn: readonly ReloadTrigger[];
}

/** Starts the timer and the triggers of the options, and gives the functions that stop them. */
export async function startReloadTriggers(
  { reloadEvery, reloadOn }: ReloadSettings,
  reload: () => void,
): Promise<(() => void)[]> {
  const stops = await Promise.all(reloadOn.map((trigger, index) => started(trigger, index, reload)));
  if (reloadEvery === undefined) return stops;
  const timer = setInterval(reload, reloadEvery).unref();
  return [...stops, () => clearInterval(timer)];
}

async function started(trigger: ReloadTrigger, index: number, reload: () => void): Promise<() => void> {
  try {
    return await trigger(reload);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PillionError('CONFIGURATION', `The option "reloadOn": number ${index} could not start: ${reason}`, {
      cause: thrown,
    });
  }
}
