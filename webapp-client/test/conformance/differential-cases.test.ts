import { describe, expect, it } from 'vitest';
import { readDifferentialCases } from './differential-cases';

const header = (cases: number) => JSON.stringify({ seed: 7, cases });
const line = JSON.stringify({ operation: 'rule', input: {}, expected: null });

describe('the differential file', () => {
  it('is read by operation', () => {
    const { seed, casesByOperation } = readDifferentialCases(`${header(2)}\n${line}\n${line}\n`, ['rule']);
    expect(seed).toBe(7);
    expect(casesByOperation.get('rule')).toHaveLength(2);
  });

  it.each([undefined, '', '\n'])('must be there and not empty: %j', (text) => {
    expect(() => readDifferentialCases(text, ['rule'])).toThrow('Run `mvn verify`');
  });

  it('must be whole', () => {
    expect(() => readDifferentialCases(`${header(2)}\n${line}\n`, ['rule'])).toThrow('1 of 2 cases');
  });

  it('must ask every rule', () => {
    expect(() => readDifferentialCases(`${header(1)}\n${line}\n`, ['rule', 'other'])).toThrow(
      'No generated cases for other.',
    );
  });
});
