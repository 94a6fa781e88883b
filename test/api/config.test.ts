import { describe, expect, test } from '@jest/globals';
import { ConfigError, type Environment, readConfig } from '../../api/config.ts';

const faultsOf = (environment: Environment): readonly string[] => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
};

describe('the settings', () => {
  test('are right for a laptop without any of them', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDirectory: '.eiga',
      demo: true,
      testClock: false,
      trustProxy: false,
      logLevel: 'info',
    });
  });

  test('say everything that is wrong at once', () => {
    const faults = faultsOf({
      PORT: '70000',
      HOST: '0.0.0.0',
      EIGA_TEST_CLOCK: 'yes',
      DATABASE_URL: 'mysql://host',
      EIGA_ADMIN: 'admin:short',
      PUBLIC_URL: 'eiga.example.lt/path',
      EIGA_LOG: 'loud',
    });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
      'DATABASE_URL',
      'EIGA_ADMIN',
      'EIGA_LOG',
      'EIGA_TEST_CLOCK',
      'HOST',
      'PORT',
      'PUBLIC_URL',
    ]);
  });

  test('never repeat a password', () => {
    const faults = faultsOf({ EIGA_ADMIN: 'admin:secret', DATABASE_URL: 'http://user:secret@host' });
    expect(faults).toHaveLength(2);
    expect(faults.join()).not.toContain('secret');
  });

  test.each(['0.0.0.0', '192.168.1.2', '::', 'eiga.example.lt', '128.0.0.1', '127.evil.example'])(
    'keep a demo from being reached by others: %s',
    (host) => {
      expect(faultsOf({ HOST: host })).toHaveLength(1);
      expect(faultsOf({ HOST: host, EIGA_DEMO: '0' })).toEqual([]);
    },
  );

  test.each(['127.0.0.1', 'localhost', '::1', '127.1.2.3'])(
    'let a demo listen where only this machine reaches it: %s',
    (host) => {
      expect(faultsOf({ HOST: host })).toEqual([]);
    },
  );

  test('take a password with colons in it', () => {
    expect(readConfig({ EIGA_ADMIN: 'admin:pass:word:long' }).administrator).toEqual({
      user: 'admin',
      password: 'pass:word:long',
    });
  });
});
