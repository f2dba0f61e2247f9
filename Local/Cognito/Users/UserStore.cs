using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace KanbanAspire.Local.Cognito.Users;

/// <summary>Stores users alone: the pool has neither claims, logins nor tokens of Identity's own.</summary>
internal sealed class UserStore(UserPool pool, IdentityErrorDescriber? describer = null)
    : UserOnlyStore<CognitoUser, UserPool>(pool, describer);
