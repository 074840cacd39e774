using Burst.Api;

namespace Burst.Simulation.Chaos.Users;

/// <summary>Where users send their requests.</summary>
internal interface IUserApi
{
    /// <returns>Null when no answer came, or none could be asked for one.</returns>
    Task<ApiResponse?> SendAsync(string method, string path, string body = "", IReadOnlyDictionary<string, string>? query = null);
}
