import { Stack, Text } from '@mantine/core'
import { desktop } from '../../phrases/desktop.ts'
import { profile as profileWords } from '../../phrases/profile.ts'
import { useDesk } from '../desk-context.ts'
import { ChangePassword } from './change-password.tsx'
import { PictureForm } from './picture-form.tsx'
import { ProfileField } from './profile-field.tsx'
import classes from './settings.module.css'

const words = desktop.settings

/** Who one is. Name and password are to change for local persons only; those from Okta have them there. */
export function Person() {
  const { user } = useDesk().session
  const local = user.source === 'local'
  return (
    <Stack gap="sm">
      <PictureForm user={user} />
      {local && <NameField current={user.name} />}
      <div>
        <dl className={classes.facts}>
          {!local && (
            <>
              <dt>{words.name}</dt>
              <dd>
                <bdi>{user.name}</bdi>
              </dd>
            </>
          )}
          <dt>{words.email}</dt>
          <dd>
            <bdi>{user.email}</bdi>
          </dd>
        </dl>
        {!local && (
          <Text size="xs" c="dimmed" mt={4}>
            {words.fromOkta}
          </Text>
        )}
      </div>
      <PhoneField current={user.phone} />
      {local && <ChangePassword email={user.email} />}
    </Stack>
  )
}

const NameField = ({ current }: { current: string }) => (
  <ProfileField
    field="name"
    current={current}
    saved={() => profileWords.nameSaved}
    label={words.name}
    description={profileWords.nameHint}
    autoComplete="name"
    dir="auto"
    required
    withAsterisk={false}
    maxLength={200}
  />
)

const { phone } = profileWords

const PhoneField = ({ current }: { current: string | null }) => (
  <ProfileField
    field="phone"
    current={current}
    saved={(number) => (number ? phone.saved : phone.removed)}
    wrong={phone.wrong}
    label={phone.label}
    description={phone.hint}
    type="tel"
    autoComplete="tel"
    dir="ltr"
    maxLength={40}
  />
)
