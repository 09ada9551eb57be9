import { describe, expect, it } from 'vitest';
import { readCases } from './conformance-cases';
import { answer } from './operations';

const read = (contents: Parameters<typeof readCases>[0]) => readCases(contents, ['rules.json'], ['rule']);
const aCase = (id: string, operation: string) => ({ id, operation, input: {}, expected: null });

describe('the runner', () => {
  it('reads the cases of a known file', () => {
    const cases = [aCase('first', 'rule')];
    expect(read({ 'rules.json': { cases } })).toStrictEqual([['rules.json', cases]]);
  });

  it('refuses an empty file', () => {
    expect(() => read({ 'rules.json': { cases: [] } })).toThrow('No cases in rules.json.');
  });

  it('refuses a folder without the file', () => {
    expect(() => read({})).toThrow('Known files: [rules.json], but found []');
  });

  it('refuses a file that it does not know', () => {
    const content = { cases: [aCase('first', 'rule')] };
    expect(() => read({ 'rules.json': content, 'others.json': content })).toThrow(
      'Known files: [rules.json], but found [others.json, rules.json]',
    );
  });

  it('refuses an operation that it does not know', () => {
    const cases = [aCase('first', 'rule'), aCase('second', 'other')];
    expect(() => read({ 'rules.json': { cases } })).toThrow(
      'Known operations: [rule], but found [other, rule]',
    );
    expect(() => answer('other', {})).toThrow('No operation is called other.');
  });

  it('refuses an operation without cases', () => {
    expect(() => read({ 'rules.json': { cases: [aCase('first', 'other')] } })).toThrow(
      'Known operations: [rule], but found [other]',
    );
  });

  it('refuses two cases of one name', () => {
    const cases = [aCase('first', 'rule'), aCase('first', 'rule')];
    expect(() => read({ 'rules.json': { cases } })).toThrow('Two cases first in rules.json.');
  });

  it('refuses a case that expects nothing', () => {
    const cases = [{ id: 'first', operation: 'rule', input: {}, expected: undefined }];
    expect(() => read({ 'rules.json': { cases } })).toThrow('Case first in rules.json expects nothing.');
  });
});
