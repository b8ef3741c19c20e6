/** What arguments that give or take a permission are called. */
const AUTH = new RegExp(
  "^(.*_)?(" +
    [
      "polic(y|ies)",
      "policy_(document|documents|text|body|json|arn|arns|names|details|statement)",
      "permissions_boundary",
      "principals?",
      "principal_(arn|id)",
      "statement",
      "permissions?",
      "grants?",
      "grantee(_\\w+)?",
      "assume_role\\w*",
      "trust(ed)?_\\w+",
    ].join("|") +
    ")$",
);

/** Settings that are called policies although they say how something works, not who may do what. */
const SETTING = new RegExp(
  "^(.*_)?(" +
    [
      "(retry|redrive|redrive_allow|delivery|archive|filter|replay|failure|restart|pull|recrawl|change)_policy",
      "(lifecycle|update|upgrade|deletion|data_deletion|retention|reuse|backup|snapshot|tiering|pit|idle)_policy",
      "(scaling|autoscaling|scale_in|scale_out|capacity_termination|auto_termination|protection)_polic(y|ies)",
      "(creation_limit|latency|maintenance|propagation|auto_import|auto_export|import|export)_policy",
      "(tls|ssl|alpn|security|https|protocol|routing|client_routing|client|referrer)_policy",
      "(password|sign_in|padding|sizing|selection|notification|dns|build|fair_share)_policy",
      "(termination|scaling)_policies",
      "scheduling_policy_arn",
      "force_detach_policies|block_public_policy|create_base_policy",
      "(query|abort|rejection|conclusion)_statement",
      "posix_permissions|trust_store(_\\w+)?|trusted_(signers|key_groups|host_keys)",
    ].join("|") +
    ")$",
);

/** Whether an argument, by the last part of its path, is called like a permission. */
export function isPermissionName(path: string): boolean {
  const name = path.slice(path.lastIndexOf(".") + 1);
  return AUTH.test(name) && !SETTING.test(name);
}
