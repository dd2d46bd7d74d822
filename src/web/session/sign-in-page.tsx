import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useState, type SubmitEvent } from 'react';
import type { DemoAccount } from '../../api/session.schemas.js';
import { Mark } from '../lib/mark.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { signInWithPassword } from './auth-client.js';
import { tellOtherTabs } from './one-person.js';
import { demoAccountsQuery, homeOf, meQuery } from './session.queries.js';
import classes from './sign-in-page.module.css';

const route = getRouteApi('/sign-in');

/** Email and password; in a demo district, its accounts with one click. */
export function SignInPage() {
  const { ended } = route.useSearch();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const accounts = useQuery(demoAccountsQuery);
  const signIn = useSignIn();

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password });
  };
  const pick = (account: DemoAccount): void => {
    setEmail(account.email);
    setPassword(account.password);
    signIn.mutate(account);
  };
  return (
    <main className={classes.page}>
      <title>{t('session.title')}</title>
      <div className={classes.column}>
        <header className={classes.head}>
          <Mark />
          <Title order={1} size="h2">
            {t('session.title')}
          </Title>
          <Text c="dimmed">{t('session.subtitle')}</Text>
        </header>
        <Paper withBorder p="lg" radius="lg">
          <form onSubmit={submit}>
            <Stack gap="md">
              {ended === true && !signIn.isError && <Notice tone="calm">{t('session.ended')}</Notice>}
              {signIn.isError && (
                <Notice tone="urgent" alert>
                  {sentenceFor(signIn.error)}
                </Notice>
              )}
              <TextInput
                label={t('session.email')}
                type="email"
                name="email"
                autoComplete="username"
                autoFocus
                required
                withAsterisk={false}
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
              />
              <PasswordInput
                label={t('session.password')}
                name="password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                visibilityToggleButtonProps={{ 'aria-label': t('session.showPassword') }}
              />
              <Button type="submit" size="md" loading={signIn.isPending}>
                {t('session.signIn')}
              </Button>
            </Stack>
          </form>
        </Paper>
        {accounts.data !== undefined && accounts.data.length > 0 && (
          <DemoAccounts accounts={accounts.data} pick={pick} busy={signIn.isPending} />
        )}
      </div>
    </main>
  );
}

function useSignIn() {
  const { back } = route.useSearch();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: ({ email, password }: { email: string; password: string }) =>
      signInWithPassword(email, password),
    retry: false,
    onSuccess: async () => {
      // Whoever was signed in before may have seen more.
      queryClient.clear();
      tellOtherTabs();
      const me = await queryClient.fetchQuery(meQuery);
      await (back === undefined ? router.navigate({ to: homeOf(me.role) }) : router.navigate({ href: back }));
    },
  });
}

interface DemoProps {
  accounts: readonly DemoAccount[];
  pick: (account: DemoAccount) => void;
  busy: boolean;
}

function DemoAccounts({ accounts, pick, busy }: DemoProps) {
  return (
    <section aria-labelledby="demo-accounts">
      <Text id="demo-accounts" size="sm" c="dimmed" mb="xs">
        {t('session.demoHint')}
      </Text>
      <ul className={classes.accounts}>
        {accounts.map((account) => (
          <li key={account.email}>
            <UnstyledButton className={classes.account} onClick={() => pick(account)} disabled={busy}>
              <span className={classes.name}>{account.name}</span>
              <span className={classes.role}>{t(`roles.${account.role}`)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
