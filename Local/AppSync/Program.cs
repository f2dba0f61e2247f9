using KanbanAspire.Local.AppSync;

await AppSyncServer.Build(args).RunAsync();
