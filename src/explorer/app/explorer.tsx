import { GraphiQL, type GraphiQLProps } from 'graphiql';
import type { ReactNode } from 'react';
import mark from './mark.svg';

/** GraphiQL under Pillion's name. */
export function Explorer(props: Pick<GraphiQLProps, 'fetcher'> & { readonly defaultQuery: string }): ReactNode {
  return (
    <GraphiQL {...props} inputValueDeprecation schemaDescription>
      <GraphiQL.Logo>
        <span className="wordmark">
          <img src={mark} alt="" />
          Pillion
        </span>
      </GraphiQL.Logo>
    </GraphiQL>
  );
}
