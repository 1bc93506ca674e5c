export type {
  AuthChecker,
  Container,
  ExtensionClass,
  ExtensionOptions,
  Middleware,
  ResolverData,
} from './extension-options.js';
export { Needs } from './needs.js';
export { scalars } from './scalars.js';
