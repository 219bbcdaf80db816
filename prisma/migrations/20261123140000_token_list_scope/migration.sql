-- Lists of what is approved are changed only by tokens of those who may change lists (lib/access/token-scopes.ts). Who made
-- the tokens of before, and with which role, is not known: they lose that scope.
UPDATE api_token SET scopes = array_remove(scopes, 'asset-list:write') WHERE 'asset-list:write' = ANY (scopes);
