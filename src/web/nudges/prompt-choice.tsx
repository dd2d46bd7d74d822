import { Badge, Button, Group, Modal, Paper, Radio, Skeleton, Stack } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconBooks, IconPencil } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import { askKind, type LibraryList } from '../../api/nudges.schemas.js';
import { Notice } from '../lib/notice.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { GroupText } from '../lib/group-text.js';
import { t } from '../lib/words.js';
import { LibraryPicker, type Prompt } from './library-picker.js';
import type { NudgeContent } from './nudges.queries.js';
import { Part } from './part.js';
import classes from './prompt-choice.module.css';

interface Props {
  library: UseQueryResult<LibraryList['items']>;
  content: NudgeContent | null;
  setContent: (content: NudgeContent) => void;
}

/** What to ask: the suggested prompt, another of the library, or words of one's own. */
export function PromptChoice({ library, content, setContent }: Props) {
  const small = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [open, picker] = useDisclosure(false);
  const prompt =
    content?.kind === 'library' ? library.data?.find(({ key }) => key === content.key) : undefined;
  return (
    <Part title={t('newNudge.what')}>
      {content?.kind === 'own' ? (
        <OwnText content={content} setContent={setContent} />
      ) : library.isError ? (
        <Notice tone="urgent" alert>
          {sentenceFor(library.error)}{' '}
          <Button size="compact-sm" variant="white" onClick={() => void library.refetch()}>
            {t('common.tryAgain')}
          </Button>
        </Notice>
      ) : prompt === undefined ? (
        <Skeleton height={92} radius="lg" />
      ) : (
        <ChosenPrompt prompt={prompt} />
      )}
      <Group gap={8}>
        <Button variant="default" leftSection={<IconBooks size={17} />} onClick={picker.open}>
          {content?.kind === 'own' ? t('newNudge.fromLibrary') : t('newNudge.another')}
        </Button>
        {content?.kind !== 'own' && (
          <Button
            variant="default"
            leftSection={<IconPencil size={17} />}
            onClick={() => setContent({ kind: 'own', text: '', askKind: 'open' })}
          >
            {t('newNudge.own')}
          </Button>
        )}
      </Group>
      <Modal
        opened={open}
        onClose={picker.close}
        title={t('newNudge.library')}
        size="lg"
        fullScreen={small === true}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <LibraryPicker
          prompts={library.data ?? []}
          chosen={prompt?.key}
          choose={(key) => {
            setContent({ kind: 'library', key });
            picker.close();
          }}
        />
      </Modal>
    </Part>
  );
}

function ChosenPrompt({ prompt }: { prompt: Prompt }) {
  return (
    <Paper className={classes.prompt}>
      <Group gap={8} mb={6}>
        {prompt.suggested && (
          <Badge variant="light" tt="none" fw={600}>
            {t('newNudge.suggested')}
          </Badge>
        )}
        <span className={classes.kind}>
          {t(`subjects.${prompt.subject}` as 'subjects.math', { defaultValue: prompt.subject })} ·{' '}
          {t(`askKind.${prompt.askKind}`)}
        </span>
      </Group>
      <p className={classes.words}>{prompt.text}</p>
    </Paper>
  );
}

type OwnContent = Extract<NudgeContent, { kind: 'own' }>;

function OwnText({
  content,
  setContent,
}: {
  content: OwnContent;
  setContent: (content: NudgeContent) => void;
}) {
  return (
    <Stack gap="sm">
      <GroupText
        label={t('newNudge.ownLabel')}
        description={t('newNudge.ownHint')}
        autosize
        minRows={3}
        maxRows={8}
        autoFocus
        value={content.text}
        write={(text) => setContent({ ...content, text })}
      />
      <Radio.Group
        label={t('newNudge.answerKind')}
        value={content.askKind}
        onChange={(value) => {
          const kind = askKind.safeParse(value);
          if (kind.success) setContent({ ...content, askKind: kind.data });
        }}
      >
        <Group gap="lg" mt={6}>
          {askKind.options.map((kind) => (
            <Radio key={kind} value={kind} label={t(`askKind.${kind}`)} />
          ))}
        </Group>
      </Radio.Group>
    </Stack>
  );
}
