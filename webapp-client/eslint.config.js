// The linter holds what the type checker cannot: no forgotten promise, no `any`, the arrows between
// the folders, and no ambient clock or randomness beneath `sync` (they come in as arguments).
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noAmbientClock = [
  { object: 'Date', property: 'now', message: 'Take the time as an argument (see sync/platform.ts).' },
  { object: 'Math', property: 'random', message: 'Take randomness as an argument (see sync/platform.ts).' },
];

export default tseslint.config(
  { ignores: ['bench', 'dist', 'node', 'node_modules', 'public', 'eslint.config.js'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.worker.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['src/**/*.tsx', 'src/ui/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ['src/sync/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/sync/platform.ts'],
    rules: {
      'no-restricted-properties': ['error', ...noAmbientClock],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Take the time as an argument.',
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/ui/**', '**/books/**', '**/import/**', 'react', 'react-dom', '@mantine/*'],
              message: 'sync knows nothing of the application.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/sync/domain/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        // This replaces the rule for `sync` above, so it has to forbid all that is not beside the rules.
        { patterns: [{ regex: '^(?!\\./[^/]+$)', message: 'The rules import nothing.' }] },
      ],
    },
  },
);
