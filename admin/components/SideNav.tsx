import {
  SubNav,
  SubNavHeader,
  SubNavLink,
  SubNavSection,
  SubNavSections,
} from '@strapi/design-system';
import { Cog, Earth } from '@strapi/icons';
import styled from 'styled-components';
import { useLocalazyPlugin } from '../hooks/useLocalazyPlugin';
import { useTranslate } from '../hooks/useTranslate';
import { LOCALAZY_ROUTES, ROUTES } from '../utils/routes';
import { PluginIcon } from './PluginIcon';

const LOCALAZY_LINKS = [
  { to: LOCALAZY_ROUTES.plugin, icon: <Earth />, label: 'nav.plugin' },
  { to: LOCALAZY_ROUTES.settings, icon: <Cog />, label: 'nav.settings' },
] as const;

const OWN_LINK = { to: ROUTES.sessions, icon: <PluginIcon />, label: 'plugin.name' } as const;

/** In a narrow window a row of links without titles, which would take the list's space. */
const Nav = styled(SubNav)`
  ${({ theme }) => theme.mediaQueries.tablet} {
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};
    border-right: none;
    display: block;
    height: auto;
    position: static;
    width: 100%;

    > :not(:has(ol)),
    ol > li > div > :not(ol) {
      display: none;
    }

    ol ol {
      display: flex;
      flex-wrap: wrap;
    }

    a {
      padding-left: ${({ theme }) => theme.spaces[4]};
      padding-right: ${({ theme }) => theme.spaces[4]};
    }

    && .active {
      border-right: none;
      box-shadow: inset 0 -2px ${({ theme }) => theme.colors.primary600};
    }
  }

  ${({ theme }) => theme.mediaQueries.mobile} {
    a {
      padding-left: ${({ theme }) => theme.spaces[2]};
      padding-right: ${({ theme }) => theme.spaces[2]};
    }

    a svg {
      display: none;
    }

    a > div > :last-child {
      padding-left: 0;
    }
  }
`;

export const SideNav = () => {
  const t = useTranslate();
  const links = useLocalazyPlugin() ? [...LOCALAZY_LINKS, OWN_LINK] : [OWN_LINK];
  return (
    <Nav ariaLabel={t('nav.label')}>
      <SubNavHeader id="localazy-nav" label={t('nav.label')} searchable={false} />
      <SubNavSections spacing={2}>
        <SubNavSection id="localazy-pages" label={t('nav.section')} badgeLabel="">
          {links.map(({ to, icon, label }) => (
            // The design system's link is a NavLink, which its types don't know.
            <SubNavLink key={label} {...{ to }} icon={icon}>
              {t(label)}
            </SubNavLink>
          ))}
        </SubNavSection>
      </SubNavSections>
    </Nav>
  );
};
