using System.Runtime.ExceptionServices;

namespace Burst.Storage.Reads;

/// <summary>Makes things of what is read, which one thread reads at a time, on all cores.</summary>
internal static class OnAllCores
{
    /// <returns>In any order.</returns>
    /// <exception cref="InvalidDataException">One of them cannot be made.</exception>
    public static List<TMade> Select<TRead, TMade>(IEnumerable<TRead> source, Func<TRead, TMade> make)
    {
        try
        {
            return source.AsParallel().Select(make).ToList();
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
            throw;
        }
    }
}
