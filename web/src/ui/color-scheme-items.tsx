import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'
import { common } from '../phrases/common.ts'

const schemes: Array<[MantineColorScheme, typeof IconSun]> = [
  ['auto', IconDeviceDesktop],
  ['light', IconSun],
  ['dark', IconMoon],
]

/** The colour scheme switch as a group of a menu. */
export function ColorSchemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
      <Menu.Label>{common.colorScheme.label}</Menu.Label>
      {schemes.map(([scheme, Icon]) => (
        <Menu.RadioItem key={scheme} value={scheme} rightSection={<Icon size={16} aria-hidden />}>
          {common.colorScheme[scheme]}
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  )
}
