// Copied beside the installed tools, so that the plug-ins are found.
import unsanitized from 'eslint-plugin-no-unsanitized';
import security from 'eslint-plugin-security';
import sonarjs from 'eslint-plugin-sonarjs';

export default [security.configs.recommended, unsanitized.configs.recommended, sonarjs.configs.recommended];
