/** The addresses of the page. They live in the hash, so that any context path and an offline reload work. */
export type Route =
  | { kind: 'home' }
  | { kind: 'list'; path: string }
  | { kind: 'new'; path: string }
  | { kind: 'record'; path: string; id: string }
  | { kind: 'import' }
  | { kind: 'sync' }
  | { kind: 'conflicts' }
  | { kind: 'conflict'; seq: number }
  | { kind: 'conflict-rules' }
  | { kind: 'members' }
  | { kind: 'access' };

const ownPages = ['import', 'sync', 'conflicts', 'conflict-rules', 'members', 'access'] as const;

/** Reads a location hash such as `#/accounts/new`; whatever follows a `?` is ignored. */
export function parseRoute(hash: string): Route {
  const [path = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [first, second, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodePart);
  if (first === undefined || rest.length > 0) return { kind: 'home' };
  if (second === undefined) {
    const own = ownPages.find((page) => page === first);
    return own === undefined ? { kind: 'list', path: first } : { kind: own };
  }
  if (first === 'conflicts') {
    return /^\d{1,15}$/.test(second) ? { kind: 'conflict', seq: Number(second) } : { kind: 'conflicts' };
  }
  return second === 'new' ? { kind: 'new', path: first } : { kind: 'record', path: first, id: second };
}

export function routeToHash(route: Route): string {
  switch (route.kind) {
    case 'home':
      return '#/';
    case 'import':
    case 'sync':
    case 'conflicts':
    case 'conflict-rules':
    case 'members':
    case 'access':
      return `#/${route.kind}`;
    case 'conflict':
      return `#/conflicts/${String(route.seq)}`;
    case 'list':
      return `#/${encodeURIComponent(route.path)}`;
    case 'new':
      return `#/${encodeURIComponent(route.path)}/new`;
    case 'record':
      return `#/${encodeURIComponent(route.path)}/${encodeURIComponent(route.id)}`;
  }
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A hash typed by hand may hold a lone %: it is then taken as it stands.
    return part;
  }
}
