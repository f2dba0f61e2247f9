DistributedApplication.CreateBuilder(args).Build().Run();
