import styled from 'styled-components';

/** Shapes that stand for outcomes beside their colour: a triangle for errors, a diamond for warnings. */
export const SIGNS = {
  failed: { path: 'M4 0 8 7H0Z', colour: 'danger600' },
  problems: { path: 'M4 0 8 3.5 4 7 0 3.5Z', colour: 'warning600' },
  inProgress: {
    path: 'M4 .5a3 3 0 1 1 0 6 3 3 0 0 1 0-6Zm0 1.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z',
    colour: 'secondary600',
  },
} as const;

export type SignName = keyof typeof SIGNS;

const Frame = styled.svg`
  flex-shrink: 0;
  height: ${7 / 16}rem;
  width: ${8 / 16}rem;
`;

const Path = styled.path<{ $name: SignName }>`
  fill: ${({ theme, $name }) => theme.colors[SIGNS[$name].colour]};
`;

export const Sign = ({ name }: { name: SignName }) => (
  <Frame viewBox="0 0 8 7" aria-hidden>
    <Path d={SIGNS[name].path} $name={name} />
  </Frame>
);
