import type { Failure } from '../../sync';

const unreachable = 'Tidebook cannot be reached just now. This page needs a connection.';

/** Why a call to the server did not succeed, for people. */
export function failureWording(failure: Failure): string {
  switch (failure.kind) {
    case 'problem':
      return failure.problem.detail ?? failure.problem.title;
    case 'unreachable':
    case 'aborted':
      return unreachable;
  }
}
