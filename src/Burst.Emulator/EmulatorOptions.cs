using Burst.Emulator.Faults;

namespace Burst.Emulator;

/// <summary>How the emulator runs. Checked as a whole at start; every mistake is named at once.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Folder that holds everything the emulator knows; created when absent, used by one emulator at a time.</summary>
    public required string StateFolder { get; init; }

    /// <summary>IP address to listen on.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>File to which the certificate to trust is written (PEM), or null.</summary>
    public string? ExportCaFile { get; init; }

    /// <summary>How long a create takes and what polls are told.</summary>
    public ProvisioningProfile Provisioning { get; init; } = ProvisioningProfile.Fast;

    /// <summary>How often a Spot group that runs is evicted, on average, 0 to 3600 times an hour; when, the seed decides.</summary>
    public double SpotEvictionsPerHour { get; init; }

    /// <summary>Makes the delays of each group a function of this number and the group's name; null varies them per deployment.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether a missing resource group springs into being when a container group is put into it.</summary>
    public bool AutoCreateResourceGroups { get; init; } = true;

    public QuotaLimits Quota { get; init; } = new();

    public RateLimits Rates { get; init; } = new();

    /// <summary>Images that a create refuses as InaccessibleImage; <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> InaccessibleImages { get; init; } = [];

    /// <summary>What shall go wrong from the start; more can be added while it runs. Up to 100, with distinct names.</summary>
    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>Items on one page of a list, 1 to 10,000; the rest follows by nextLink.</summary>
    public int ListPageSize { get; init; } = 1000;

    /// <summary>How long a container may take to end when its group is stopped or deleted, up to 5 minutes.</summary>
    public TimeSpan StopGracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often running groups are looked at, 10 ms to 1 minute.</summary>
    public TimeSpan InspectInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Prices that the invoice is made out at, before <see cref="GroupPrice.Known"/>; of one region given twice the last counts.</summary>
    public IReadOnlyList<GroupPrice> Prices { get; init; } = [];

    /// <summary>Invoice lines kept of the past, 1 to 1,000,000; the oldest go first.</summary>
    public int InvoiceLinesMax { get; init; } = 10_000;
}
