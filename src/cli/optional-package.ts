import { PillionError } from '../errors/pillion-error.js';

/** Loads a package that only some commands need, or says how to get it. */
export async function optionalPackage<Module>(name: string, load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (thrown) {
    const missing = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
    if (!missing) throw thrown;
    throw new PillionError('CONFIGURATION', `This command needs the package ${name}. Add it: npm install ${name}`, {
      cause: thrown,
    });
  }
}
