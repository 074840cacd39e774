using System.Collections.Immutable;
using System.Net;
using Burst.Core.Nodes;
using Burst.Core.Units;
using Burst.Scheduling.Planning;
using Burst.Storage;
using Microsoft.Extensions.Logging;

namespace Burst.Server.Configuration;

/// <summary>The validated configuration: what <see cref="BurstConfig"/> says, in types.</summary>
public sealed record ServerSettings
{
    public required string StateFolder { get; init; }

    public required IPEndPoint Listen { get; init; }

    /// <summary>Of nodes that name none.</summary>
    public string Region { get; init; } = "eastus";

    /// <summary>VM and virtual nodes to register.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>Null where pods of nodes that name no engine are processes.</summary>
    public LocalEngine? LocalEngine { get; init; }

    public Money? SpendCapPerHour { get; init; }

    public required int CreatesPer5Minutes { get; init; }

    public required int CreatesPerHour { get; init; }

    public required TimeSpan ReplacePodsAfter { get; init; }

    public required TimeSpan NotReadyAfter { get; init; }

    public required TimeSpan NodeInterval { get; init; }

    public required TimeSpan AciInterval { get; init; }

    public required TimeSpan DeleteConfirmWait { get; init; }

    public bool AllowHostCommands { get; init; }

    /// <summary>Absolute paths of VM nodes on engines that pods may mount; empty for none.</summary>
    public ImmutableArray<string> AllowedHostPaths { get; init; } = [];

    public PlacementStrategies Placement { get; init; } = new();

    /// <summary>How much history the store keeps.</summary>
    public StateStoreOptions Store { get; init; } = new();

    public bool JsonLogs { get; init; }

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    public Uri? OtlpEndpoint { get; init; }
}
