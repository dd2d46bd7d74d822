import { Button, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconUserCheck, IconUserPlus, IconUserX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ConversationSummary } from '../../api/inbox.schemas.js';
import type { StaffMember } from '../../api/session.schemas.js';
import { sentenceFor } from '../lib/undo-toast.js';
import { t } from '../lib/words.js';
import { useMe } from '../session/session.queries.js';
import { useLanguages } from '../session/use-languages.js';
import { staffQuery } from './inbox.queries.js';

export interface Assignee {
  id: string;
  name: string;
}

interface Props {
  conversation: ConversationSummary;
  opened: boolean;
  setOpened: (opened: boolean) => void;
  assignTo: (to: Assignee | null) => void;
}

/** Who has the conversation, and giving it to someone: oneself first, then those who speak the language. */
export function AssignMenu({ conversation, opened, setOpened, assignTo }: Props) {
  const me = useMe();
  // The menu opens once they are known, at its first choice.
  const staff = useQuery(staffQuery(conversation.school.id));
  const { assignee } = conversation;
  const label =
    assignee === null ? t('assign.assign') : assignee.id === me.id ? t('assign.you') : assignee.name;
  return (
    <Menu
      opened={opened && !staff.isPending}
      onChange={setOpened}
      position="bottom-end"
      width={280}
      shadow="md"
    >
      <Menu.Target>
        <Button
          variant={assignee === null ? 'light' : 'default'}
          leftSection={assignee === null ? <IconUserPlus size={16} /> : <IconUserCheck size={16} />}
          rightSection={<IconChevronDown size={14} />}
          maw={210}
          aria-label={assignee === null ? t('assign.assign') : t('assign.isWith', { name: label })}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="min(420px, 70dvh)" style={{ overflowY: 'auto' }}>
        {assignee?.id !== me.id && (
          <Menu.Item
            leftSection={<IconUserCheck size={16} />}
            onClick={() => assignTo({ id: me.id, name: me.name })}
          >
            {t('assign.toMe')}
          </Menu.Item>
        )}
        <Colleagues conversation={conversation} assignTo={assignTo} />
        {assignee !== null && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconUserX size={16} />} onClick={() => assignTo(null)}>
              {t('assign.toNobody')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Colleagues({ conversation, assignTo }: Pick<Props, 'conversation' | 'assignTo'>) {
  const me = useMe();
  const languages = useLanguages();
  const staff = useQuery(staffQuery(conversation.school.id));
  const { language } = conversation;
  if (staff.isError) return <Menu.Label>{sentenceFor(staff.error)}</Menu.Label>;
  if (staff.data === undefined) return null;
  const others = staff.data.filter(({ id }) => id !== me.id && id !== conversation.assignee?.id);
  const speaks = (member: StaffMember): boolean => language !== null && member.languages.includes(language);
  const speakers = language === 'en' ? [] : others.filter(speaks);
  const rest = others.filter((member) => !speakers.includes(member));
  return (
    <>
      {language !== null && speakers.length > 0 && (
        <>
          <Menu.Label>{t('assign.speaks', { language: languages.name(language) })}</Menu.Label>
          {speakers.map((member) => (
            <Colleague key={member.id} member={member} assignTo={assignTo} />
          ))}
        </>
      )}
      {rest.length > 0 && (
        <Menu.Label>{speakers.length > 0 ? t('assign.others') : t('assign.colleagues')}</Menu.Label>
      )}
      {rest.map((member) => (
        <Colleague key={member.id} member={member} assignTo={assignTo} />
      ))}
    </>
  );
}

function Colleague({ member, assignTo }: { member: StaffMember; assignTo: Props['assignTo'] }) {
  return (
    <Menu.Item onClick={() => assignTo({ id: member.id, name: member.name })}>
      <Text size="sm">{member.name}</Text>
      <Text size="xs" c="dimmed">
        {t(`roles.${member.role}`)}
      </Text>
    </Menu.Item>
  );
}
