import { Text, Title } from '@mantine/core';
import { t } from './words.js';

interface Props {
  title: string;
  /** What the page is for, in a sentence. */
  subtitle: string;
}

/** The head of a page of settings; its title stands in the browser's tab as well. */
export function PageHead({ title, subtitle }: Props) {
  return (
    <>
      <title>{t('app.pageTitle', { name: title })}</title>
      <Title order={1} size="h2">
        {title}
      </Title>
      <Text c="dimmed" size="sm" mb="md">
        {subtitle}
      </Text>
    </>
  );
}
