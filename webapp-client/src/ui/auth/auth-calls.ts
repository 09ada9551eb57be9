import {
  getTidebookClient,
  type Answer,
  type Credentials,
  type Registration,
  type Session,
} from '../../sync';
import type { AuthOutcome } from './auth-outcome';

export async function signIn(credentials: Credentials): Promise<AuthOutcome> {
  return outcomeOf(await getTidebookClient().signIn(credentials));
}

export async function signUp(registration: Registration): Promise<AuthOutcome> {
  return outcomeOf(await getTidebookClient().register(registration));
}

function outcomeOf(answer: Answer<Session>): AuthOutcome {
  switch (answer.kind) {
    case 'ok':
      return { kind: 'signed-in', session: answer.value };
    case 'problem': {
      const { title, detail, errors } = answer.problem;
      return { kind: 'refused', message: detail ?? title, errors };
    }
    case 'unreachable':
    case 'aborted':
      return { kind: 'unreachable' };
  }
}
