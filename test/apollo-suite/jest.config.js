export default { testEnvironment: 'node', transform: {}, testMatch: ['**/*.suite.js'], testTimeout: 20_000 };
