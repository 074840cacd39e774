namespace Burst.Server.Configuration;

/// <summary>One of Microsoft's clouds.</summary>
/// <param name="Name">As the Azure CLI has it.</param>
/// <param name="Endpoint">Of Azure Resource Manager, which is also what tokens are asked for.</param>
/// <param name="Authority">Where one signs in.</param>
internal sealed record AzureCloud(string Name, Uri Endpoint, Uri Authority);
