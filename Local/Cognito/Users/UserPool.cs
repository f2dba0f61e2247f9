using Microsoft.EntityFrameworkCore;

namespace KanbanAspire.Local.Cognito.Users;

/// <summary>The database of users, clients and issued tokens.</summary>
public sealed class UserPool(DbContextOptions<UserPool> options) : DbContext(options)
{
    public DbSet<CognitoUser> Users => Set<CognitoUser>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        builder.Entity<CognitoUser>(user =>
        {
            user.ToTable("Users");
            user.HasIndex(it => it.NormalizedEmail).IsUnique();
            user.HasIndex(it => it.NormalizedUserName).IsUnique();
            user.Property(it => it.ConcurrencyStamp).IsConcurrencyToken();
        });
    }
}
