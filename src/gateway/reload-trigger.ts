/**
 * What tells a gateway to reflect again: it is given the function to call, and gives the function that ends it. A
 * migration hook of the host, a file watcher, `onNotification(client)`.
 */
export type ReloadTrigger = (reload: () => void) => (() => void) | Promise<() => void>;
