const CLOCK_WITH_ARROW =
  'M12 2c5.523 0 10 4.477 10 10s-4.477 10-10 10S2 17.523 2 12h2a8 8 0 1 0 1.383-4.5H8v2H2v-6h2V6c1.824-2.43 4.73-4 8-4Zm1 5v4.586l3.242 3.242-1.414 1.414L11 12.414V7Z';

/** Not an icon of @strapi/icons: its `History` exists from 1.16 on only, and Strapi 4.15 brings 1.13. */
export const PluginIcon = () => (
  <svg
    xmlns="http://www.w3.org/2000/svg"
    width="1rem"
    height="1rem"
    fill="none"
    viewBox="0 0 24 24"
  >
    <path fill="#212134" d={CLOCK_WITH_ARROW} />
  </svg>
);
