import { describe, expect, it } from 'vitest';
import { errorSentence, missingValues } from '../../src/ui/auth/use-auth-form';

describe('the errors of signing in and up', () => {
  it('are sentences, with the name of the field where the server leaves it out', () => {
    expect(errorSentence('Password', 'needs at least 8 characters')).toBe(
      'Password needs at least 8 characters.',
    );
    expect(errorSentence('Email', 'This is needed.')).toBe('This is needed.');
  });

  it('name each value that is missing', () => {
    expect(missingValues({ email: ' ', password: 'x' })).toEqual([
      { field: 'email', message: 'This is needed.' },
    ]);
  });
});
