type Tags = HTMLElementTagNameMap

/** An element with these properties and attributes. Text is given as `textContent`: nothing here reads HTML. */
export function make<Tag extends keyof Tags>(
  tag: Tag,
  properties: Partial<Tags[Tag]> = {},
  attributes: Record<string, string> = {},
): Tags[Tag] {
  const element = Object.assign(document.createElement(tag), properties)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}

/** Whether the focus is in this element, which is in a shadow of the page. */
export function hasFocus(element: HTMLElement): boolean {
  return element.contains((element.getRootNode() as ShadowRoot).activeElement)
}
