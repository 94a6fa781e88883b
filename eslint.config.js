import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '**/*.js', '**/*.cjs', '**/*.d.ts'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A number in a sentence reads as it should; anything else must be made a text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `(draft) => move(draft)` and `return undefined-giving-call()` say "do this and stop here"; the compiler still checks the type.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Records with computed keys are how immutable states drop a member.
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_', caughtErrors: 'all' }],
      // A key's brand is the caller's to name: `objectKey<TaskKey>(…)`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Overflows its own stack on recursive types such as Json.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    // Typed arrays read within their length: the compiler cannot see the bound, and a check per element would cost the speed they are for.
    files: ['analytics/**', 'api/answers/analytics-*', 'test/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
