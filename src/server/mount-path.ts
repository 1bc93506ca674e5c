/** Where a gateway is served: the path itself, and the explorer's files below it. */
export interface MountPath {
  /** Without a trailing slash. */
  readonly root: string;
  /** What is left of a URL's path below the mount, without a leading slash; undefined if the path is not of the mount. */
  below(pathname: string): string | undefined;
}

export function mountPath(path = '/graphql'): MountPath {
  const root = `/${path.replace(/^\/+|\/+$/g, '')}`;
  return {
    root,
    below: (pathname) => {
      if (pathname === root) return '';
      return pathname.startsWith(`${root}/`) ? pathname.slice(root.length + 1) : undefined;
    },
  };
}
