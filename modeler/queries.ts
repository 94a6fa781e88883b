import { QueryCache, QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult, UseQueryOptions, UseQueryResult } from '@tanstack/react-query';
import type { OperationName } from '../api/contract.ts';
import { ApiFailure, call } from './api-client.ts';
import type { AnswerOf, RequestOf } from './api-client.ts';

/** Only what may pass by itself is tried again. */
const PASSING = new Set(['offline', 'notReady']);

/** The page's memory of answers. Whoever is signed out in the meantime meets the sign-in page. */
export function queryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (error instanceof ApiFailure && error.code === 'notSignedIn') client.setQueryData(['whoAmI', {}], null);
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiFailure && PASSING.has(error.code),
      },
    },
  });
  return client;
}

interface Asking<Answer> {
  readonly enabled?: boolean;
  /** In milliseconds; may depend on what was answered last. */
  readonly refetchInterval?: number | false | ((answer: Answer | undefined) => number);
  /** Keeps the former answer on the page while another one is on its way. */
  readonly keep?: boolean;
}

/** An answer of the server, kept under the operation's name and what was asked. */
export function useAnswer<Name extends OperationName>(
  name: Name,
  request: RequestOf<Name>,
  { enabled = true, refetchInterval = false, keep = false }: Asking<AnswerOf<Name>> = {},
): UseQueryResult<AnswerOf<Name>> {
  const options: UseQueryOptions = {
    queryKey: [name, request],
    queryFn: ({ signal }) => call(name, request, signal),
    enabled,
    refetchInterval:
      typeof refetchInterval === 'function'
        ? ({ state }) => refetchInterval(state.data as AnswerOf<Name> | undefined)
        : refetchInterval,
  };
  const query = useQuery(keep ? { ...options, placeholderData: (before: unknown) => before } : options);
  // `call` answers with exactly this; the compiler cannot follow it through the query's many overloads.
  return query as UseQueryResult<AnswerOf<Name>>;
}

/** A change; afterwards the answers that it makes old are asked for again. */
export function useChange<Name extends OperationName>(
  name: Name,
  makesOld: readonly OperationName[],
): UseMutationResult<AnswerOf<Name>, Error, RequestOf<Name>> {
  const client = useQueryClient();
  return useMutation<AnswerOf<Name>, Error, RequestOf<Name>>({
    mutationFn: (request) => call(name, request),
    onError: (error) => {
      if (error instanceof ApiFailure && error.code === 'notSignedIn') client.setQueryData(['whoAmI', {}], null);
    },
    onSettled: () => Promise.all(makesOld.map((old) => client.invalidateQueries({ queryKey: [old] }))),
  });
}
