import { ActionIcon, Button, Checkbox, Tooltip } from '@mantine/core';
import { IconPhotoPlus, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { uploadedPicture, type FamilyChannel } from '../../api/channels.schemas.js';
import type { Preview } from '../../api/replies.schemas.js';
import { postFile } from '../lib/api.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import type { Draft } from './drafts.js';
import classes from './reply-extras.module.css';

const kinds = 'image/jpeg,image/png,image/gif';
const largest = 5 * 1024 * 1024;

type Picture = NonNullable<Draft['picture']>;

/** Uploads a picture at once, so that sending the text later is quick; what is too large is not even tried. */
export function useUpload(done: (picture: Picture) => void) {
  return useMutation({
    mutationFn: async (file: File) => {
      if (file.size > largest) throw new Error(t('picture.tooLarge'));
      return { ...(await postFile('/api/pictures', file, uploadedPicture)), name: file.name };
    },
    onSuccess: ({ id, name }) => done({ id, name }),
  });
}

interface AttachProps {
  channel: FamilyChannel;
  upload: ReturnType<typeof useUpload>;
}

/** The button that adds a picture; where none can be sent, it says why. */
export function AttachButton({ channel, upload }: AttachProps) {
  const input = useRef<HTMLInputElement>(null);
  const why =
    channel.textOnlyReason !== null
      ? t('picture.textOnly')
      : channel.canSendPictures || channel.whatsappUntil !== null
        ? null
        : t('picture.notFromLine');
  return (
    <>
      <Tooltip label={why ?? t('picture.add')} openDelay={300}>
        <Button
          variant="default"
          px={10}
          aria-label={why === null ? t('picture.add') : `${t('picture.add')}. ${why}`}
          {...(why !== null && { 'data-disabled': true })}
          aria-disabled={why !== null}
          loading={upload.isPending}
          onClick={() => why === null && input.current?.click()}
        >
          <IconPhotoPlus size={18} aria-hidden />
        </Button>
      </Tooltip>
      <input
        ref={input}
        type="file"
        accept={kinds}
        hidden
        data-testid="picture"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file !== undefined) upload.mutate(file);
        }}
      />
    </>
  );
}

/** The picture that goes along, with a way to take it off, or why there is none. */
export function AttachedPicture({
  picture,
  upload,
  remove,
}: {
  picture: Picture | undefined;
  upload: ReturnType<typeof useUpload>;
  remove: () => void;
}) {
  if (upload.isError) {
    return (
      <p className={classes.problem} role="alert">
        {sentenceFor(upload.error)}
      </p>
    );
  }
  if (picture === undefined) return null;
  return (
    <div className={classes.picture}>
      <img src={`/api/pictures/${picture.id}`} alt={t('picture.attached', { name: picture.name })} />
      <bdi>{picture.name}</bdi>
      <ActionIcon variant="subtle" color="gray" aria-label={t('picture.remove')} onClick={remove}>
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

/** Which road the text takes, or that none is open, before it is sent. */
export function RoadNote({ channel, preview }: { channel: FamilyChannel; preview: Preview | undefined }) {
  const road = preview?.road;
  if (road !== undefined && road.channel === null) {
    return (
      <p className={classes.problem} role="alert">
        {t('road.closed', { reason: road.reason })} {road.advice}
      </p>
    );
  }
  if (channel.textOnlyReason !== null) {
    return <p className={classes.note}>{t('road.textOnly', { reason: channel.textOnlyReason })}</p>;
  }
  const isPlain = road === undefined || (road.channel === 'sms' && road.reason === '');
  if (isPlain) return null;
  const words = road.template ? t('road.template') : t(`road.${road.channel ?? 'sms'}`);
  return <p className={classes.note}>{road.reason === '' ? words : `${words} · ${road.reason}`}</p>;
}

interface SplitProps {
  preview: Preview | undefined;
  /** The server found the writer's own translation too long. */
  refused: boolean;
  split: boolean;
  setSplit: (split: boolean) => void;
}

/** A text that is too long: why, and the choice to send it in numbered parts, shown here. */
export function SplitChoice({ preview, refused, split, setSplit }: SplitProps) {
  const isTooLong = preview?.tooLong === true;
  if (!isTooLong && !refused) return null;
  const parts = isTooLong ? preview.parts : [];
  return (
    <div className={classes.split}>
      {isTooLong && preview.reason !== null && (
        <p className={classes.problem} role="status">
          {preview.reason}
        </p>
      )}
      {(parts.length > 0 || refused) && (
        <Checkbox
          checked={split}
          label={parts.length > 0 ? t('split.choose', { count: parts.length }) : t('split.chooseAny')}
          onChange={(event) => setSplit(event.currentTarget.checked)}
        />
      )}
      {split && parts.length > 0 && (
        <ol className={classes.parts} tabIndex={0} aria-label={t('split.parts')}>
          {parts.map((part) => (
            <li key={part.text} lang={preview?.language} dir="auto">
              {part.text}{' '}
              <span className={classes.note}>{t('reply.segments', { count: part.segments })}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
