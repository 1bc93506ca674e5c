import { createRoot } from 'react-dom/client';
import 'graphiql/setup-workers/vite';
import './explorer.css';
import { exampleQuery } from './example-query.js';
import { Explorer } from './explorer.js';
import { openEndpoint } from './endpoint.js';

// The page is served at the very path that answers GraphQL.
const endpoint = openEndpoint(window.location.pathname);
const root = document.getElementById('explorer');

void endpoint.schema.then((schema) => {
  if (root !== null) {
    createRoot(root).render(<Explorer fetcher={endpoint.fetcher} defaultQuery={exampleQuery(schema)} />);
  }
});
