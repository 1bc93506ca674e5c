import { PillionError } from '../errors/pillion-error.js';
import type { DatabaseModel } from '../model/database-model.js';
import { tagValues } from '../model/tag-syntax.js';
import type { ListSource, PageSizes } from '../plan/plan-context.js';
import type { GatewaySettings } from './gateway-settings.js';

type Sizes = Pick<GatewaySettings, 'defaultPageSize' | 'maxPageSize'>;

/**
 * The page sizes of each list: those that the tags `@defaultPageSize` and `@maxPageSize` of its table or function give, else
 * those of the gateway.
 *
 * @throws {PillionError} `CONFIGURATION` for a tag that is no number of rows, and for a default above the maximum.
 */
export function pageSizesOf(
  settings: Sizes,
  { tables, routines }: Pick<DatabaseModel, 'tables' | 'routines'>,
): PageSizes {
  const tagged = new Map<ListSource, Sizes>();
  for (const list of [...tables, ...routines]) {
    const sizes = taggedSizes(list, settings);
    if (sizes !== undefined) tagged.set(list, sizes);
  }
  return {
    defaultOf: (list) => (tagged.get(list) ?? settings).defaultPageSize,
    maximumOf: (list) => (tagged.get(list) ?? settings).maxPageSize,
  };
}

function taggedSizes(list: ListSource, settings: Sizes): Sizes | undefined {
  const [own, most] = (['defaultPageSize', 'maxPageSize'] as const).map((tag) => sizeOf(list, tag));
  if (own === undefined && most === undefined) return undefined;
  const maxPageSize = most ?? settings.maxPageSize;
  if (own !== undefined && own > maxPageSize) {
    throw invalid(
      list,
      `@defaultPageSize ${own}`,
      `The largest page is one of ${maxPageSize} rows: lower it, or raise @maxPageSize.`,
    );
  }
  return { defaultPageSize: own ?? Math.min(settings.defaultPageSize, maxPageSize), maxPageSize };
}

function sizeOf(list: ListSource, tag: string): number | undefined {
  const [text] = tagValues(list.tags, tag);
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw invalid(list, `@${tag} ${text}`, 'Write a number of rows, such as 50.');
}

function invalid({ namespace, name }: ListSource, tag: string, reason: string): PillionError {
  return new PillionError('CONFIGURATION', `The tag "${tag.trim()}" of ${namespace}.${name} cannot be used. ${reason}`);
}
