import { chmodSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { has, type Run, run } from '@/lib/backups/testing/tools';

const PACKAGES = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL that Debian's packages brought: pgBackRest's package knows it, ours may be newer. */
function programs(): string | null {
  if (!has('pgbackrest') || !has(`${PACKAGES}/*/bin/initdb`)) return null;
  const majors = readdirSync(PACKAGES).map(Number).filter(Number.isInteger);
  return join(PACKAGES, String(Math.max(...majors)), 'bin');
}

/** Whether pgBackRest and a PostgreSQL beside it are there. */
export const hasPgbackrest = programs() !== null;

const SUM = "SELECT count(*) || ' ' || md5(string_agg(t::text, ',' ORDER BY t)) FROM t";
const ARCHIVER = `SELECT json_build_object('stanza', 'main', 'archived_count', archived_count,
  'last_archived_time', last_archived_time, 'last_failed_wal', last_failed_wal,
  'last_record_time', (SELECT modification FROM pg_ls_waldir() WHERE name = last_archived_wal),
  'waiting', (SELECT count(*) FROM pg_ls_archive_statusdir() WHERE name LIKE '%.ready')) FROM pg_stat_archiver`;

/** A restored cluster answers as soon as it is consistent, before all of its log is read again. */
const RECOVERED = 'DO $$BEGIN WHILE pg_is_in_recovery() LOOP PERFORM pg_sleep(0.05); END LOOP; END$$';

/**
 * A cluster of its own below `folder`, reached by its socket only, whose log goes to an encrypted repository of pgBackRest.
 * PostgreSQL refuses to run as root: then its system user does everything. Each step returns what its program printed.
 */
export function aCluster(folder: string) {
  const bin = programs() ?? '';
  const [cluster, config] = [join(folder, 'cluster'), join(folder, 'pgbackrest.conf')];
  const as = (program: string, ...args: string[]): Run =>
    process.getuid?.() === 0
      ? run('runuser', ['-u', 'postgres', '--', program, ...args], { cwd: '/' })
      : run(program, args, { cwd: '/' });
  const pgbackrest = (...args: string[]) => as('pgbackrest', '--stanza=main', `--config=${config}`, ...args);
  const sql = (...texts: string[]) =>
    as(join(bin, 'psql'), '-XAt', '-h', folder, '-U', 'postgres', ...texts.flatMap((text) => ['-c', text]));
  const control = (...args: string[]) => as(join(bin, 'pg_ctl'), '-D', cluster, '-w', ...args);
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${folder}`,
    'archive_mode=on',
    `archive_command='pgbackrest --stanza=main --config=${config} archive-push %p'`,
  ];
  const start = () =>
    control('-l', join(folder, 'server.log'), '-o', settings.map((one) => `-c ${one}`).join(' '), 'start');
  const lines = [
    ...['[global]', `repo1-path=${join(folder, 'repository')}`, 'repo1-cipher-type=aes-256-cbc'],
    ...['repo1-cipher-pass=only for this test', `log-path=${join(folder, 'log')}`, `lock-path=${join(folder, 'lock')}`],
    ...['log-level-file=off', 'start-fast=y', 'repo1-retention-full=9'],
    ...['[main]', `pg1-path=${cluster}`, `pg1-socket-path=${folder}`],
  ];
  return {
    /** Where the repository keeps its copies. */
    copies: join(folder, 'repository', 'backup'),
    pgbackrest,
    sql,
    /** Puts back what was lost and waits until all of the log is read again. */
    restore: (): readonly Run[] => [pgbackrest('restore'), start(), sql(RECOVERED)],
    /** Makes the cluster and the stanza, and starts to archive. */
    make: (): readonly Run[] => {
      mkdirSync(folder);
      // The system user of PostgreSQL writes here too; what is in it is only of this test.
      chmodSync(folder, 0o777);
      writeFileSync(config, `${lines.join('\n')}\n`, { mode: 0o644 });
      return [
        as(join(bin, 'initdb'), '-D', cluster, '-U', 'postgres', '-N', '--auth=trust'),
        start(),
        pgbackrest('stanza-create'),
      ];
    },
    /** Count and checksum of all rows. */
    sum: () => sql(SUM).out,
    archiver: () => sql(ARCHIVER).out,
    stop: () => control('-m', 'fast', 'stop'),
    /** The cluster's folder is gone, as after a loss. */
    lose: () => renameSync(cluster, `${cluster}.lost`),
  };
}
